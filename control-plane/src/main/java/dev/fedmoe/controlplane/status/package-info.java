/** What a coordinator reports, as status, conditions and the columns of kubectl. */
@NullMarked
package dev.fedmoe.controlplane.status;

import org.jspecify.annotations.NullMarked;
