/** What many runs say together: tables, plots, raw figures. No training. */
@NullMarked
package dev.fedmoe.benchmarks.policies.report;

import org.jspecify.annotations.NullMarked;
