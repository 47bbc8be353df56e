/** Between text and messages, with a place for every problem. */
@NullMarked
package io.fairlead.istioconfig.yaml;

import org.jspecify.annotations.NullMarked;
