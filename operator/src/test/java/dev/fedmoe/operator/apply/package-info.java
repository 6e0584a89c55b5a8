@NullMarked
package dev.fedmoe.operator.apply;

import org.jspecify.annotations.NullMarked;
