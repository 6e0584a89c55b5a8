/** One federated training run as everything else means it: typed, validated when it is made, with its defaults. No wire, no manifest. */
@NullMarked
package dev.fedmoe.core.job;

import org.jspecify.annotations.NullMarked;
