/** What is compared under which circumstances, as a YAML file says it. No data, no training. */
@NullMarked
package dev.fedmoe.alignmentbenchmark.experiment;

import org.jspecify.annotations.NullMarked;
