/** The folders that runs leave behind: what lies where, and who may use it. Nothing here starts a process. */
@NullMarked
package dev.fedmoe.local.folder;

import org.jspecify.annotations.NullMarked;
