/** Which replica acts. Losing the lease never ends the process. */
@NullMarked
package dev.fedmoe.operator.leadership;

import org.jspecify.annotations.NullMarked;
