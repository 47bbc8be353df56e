/** From messages to model values, with all defaults applied. */
@NullMarked
package io.fairlead.istioconfig.read;

import org.jspecify.annotations.NullMarked;
