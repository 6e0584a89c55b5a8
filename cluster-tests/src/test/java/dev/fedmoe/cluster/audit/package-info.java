/** What service accounts asked of the API server, by its own record. */
@NullMarked
package dev.fedmoe.cluster.audit;

import org.jspecify.annotations.NullMarked;
