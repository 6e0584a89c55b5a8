/** Events: what a user would tell a colleague, said once. */
@NullMarked
package dev.fedmoe.operator.announce;

import org.jspecify.annotations.NullMarked;
