/** Tests of the package of this name. */
@NullMarked
package dev.fedmoe.operator.job.report;

import org.jspecify.annotations.NullMarked;
