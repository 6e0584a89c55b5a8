/** Names and labels of everything the operator owns. */
@NullMarked
package dev.fedmoe.operator.naming;

import org.jspecify.annotations.NullMarked;
