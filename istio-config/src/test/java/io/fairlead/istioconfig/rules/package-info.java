/** The rules that Istio's users know, each with a resource that breaks it. */
@NullMarked
package io.fairlead.istioconfig.rules;

import org.jspecify.annotations.NullMarked;
