/** What a user can get wrong, said in one message. Knows nothing of what it is about. */
@NullMarked
package dev.fedmoe.local.input;

import org.jspecify.annotations.NullMarked;
