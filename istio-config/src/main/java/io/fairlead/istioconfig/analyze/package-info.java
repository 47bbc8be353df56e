/**
 * What in a set of resources stands in each other's way. Resources come in, problems go out. It
 * looks at messages and not at the model, so that it speaks of fields that nothing follows from
 * yet.
 */
@NullMarked
package io.fairlead.istioconfig.analyze;

import org.jspecify.annotations.NullMarked;
