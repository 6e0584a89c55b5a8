/** What the coordinator has told so far, gathered into the rows and lines a person reads. Pure; no clock, no files. */
@NullMarked
package dev.fedmoe.local.progress;

import org.jspecify.annotations.NullMarked;
