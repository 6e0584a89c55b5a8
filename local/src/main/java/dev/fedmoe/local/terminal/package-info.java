/** What the user reads while a job runs. The only place of this module that writes to the standard streams. */
@NullMarked
package dev.fedmoe.local.terminal;

import org.jspecify.annotations.NullMarked;
