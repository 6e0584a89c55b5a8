/** Decisions about a job: golden folders of what is made, and stories of its life. */
@NullMarked
package dev.fedmoe.operator.job;

import org.jspecify.annotations.NullMarked;
