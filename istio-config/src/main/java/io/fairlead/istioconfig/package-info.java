/**
 * The only place that knows Istio's schema, in both directions: text and messages come in, model
 * values and problems go out; and model values go out as Istio resources again.
 */
@NullMarked
package io.fairlead.istioconfig;

import org.jspecify.annotations.NullMarked;
