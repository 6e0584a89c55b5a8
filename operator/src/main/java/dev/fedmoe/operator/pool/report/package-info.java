/** What is told of a pool and its clients: statuses, conditions, announcements, and how often. Pure. */
@NullMarked
package dev.fedmoe.operator.pool.report;

import org.jspecify.annotations.NullMarked;
