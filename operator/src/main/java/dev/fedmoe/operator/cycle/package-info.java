/** The shape of both controllers: gather, decide, apply, report. What is particular to pools and jobs lives with them. */
@NullMarked
package dev.fedmoe.operator.cycle;

import org.jspecify.annotations.NullMarked;
