/** Clients as the federation knows them: what they claim, whether they listen, what they report. No decisions. */
@NullMarked
package dev.fedmoe.core.federation.client;

import org.jspecify.annotations.NullMarked;
