/** What a coordinator reports, as status, conditions and the columns of kubectl. */
@NullMarked
package dev.fedmoe.bridge.status;

import org.jspecify.annotations.NullMarked;
