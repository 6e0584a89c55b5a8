/** Who is who: the certificate authority, job certificates, the cluster's public token keys, the operator's own tokens. */
@NullMarked
package dev.fedmoe.operator.identity;

import org.jspecify.annotations.NullMarked;
