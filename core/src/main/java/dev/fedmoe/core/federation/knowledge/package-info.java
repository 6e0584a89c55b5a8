/** What committed rounds have taught: tables, figures and totals, and what a client is worth by them. No rounds in the making. */
@NullMarked
package dev.fedmoe.core.federation.knowledge;

import org.jspecify.annotations.NullMarked;
