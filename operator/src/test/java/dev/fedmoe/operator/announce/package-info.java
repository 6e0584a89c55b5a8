@NullMarked
package dev.fedmoe.operator.announce;

import org.jspecify.annotations.NullMarked;
