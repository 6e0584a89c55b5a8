@NullMarked
package dev.fedmoe.operator.link;

import org.jspecify.annotations.NullMarked;
