@NullMarked
package dev.fedmoe.operator.leadership;

import org.jspecify.annotations.NullMarked;
