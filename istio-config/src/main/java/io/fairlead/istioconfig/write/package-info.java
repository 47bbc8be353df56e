/** From model values to Istio resources. */
@NullMarked
package io.fairlead.istioconfig.write;

import org.jspecify.annotations.NullMarked;
