/** What stays of a run: its rounds as CSV, its record as JSON, and a page that shows both without a network. */
@NullMarked
package dev.fedmoe.local.report;

import org.jspecify.annotations.NullMarked;
