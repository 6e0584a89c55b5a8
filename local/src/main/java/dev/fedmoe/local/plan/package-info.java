/** From manifests and the command line's options to placed jobs, or to why they do not fit. Nothing here starts a process. */
@NullMarked
package dev.fedmoe.local.plan;

import org.jspecify.annotations.NullMarked;
