@NullMarked
package dev.fedmoe.operator.identity;

import org.jspecify.annotations.NullMarked;
