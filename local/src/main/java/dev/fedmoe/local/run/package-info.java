/** One run from manifests to report: gather → place → apply → report, with processes where the operator has pods. */
@NullMarked
package dev.fedmoe.local.run;

import org.jspecify.annotations.NullMarked;
