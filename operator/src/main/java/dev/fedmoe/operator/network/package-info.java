/** Who may talk to whom in a job: the desired NetworkPolicies. Pure; applied by whoever applies the rest of a job. */
@NullMarked
package dev.fedmoe.operator.network;

import org.jspecify.annotations.NullMarked;
