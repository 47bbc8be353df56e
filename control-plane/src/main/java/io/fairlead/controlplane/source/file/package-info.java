/** A directory of Istio YAML, watched; a broken file keeps its last good resources. */
@NullMarked
package io.fairlead.controlplane.source.file;

import org.jspecify.annotations.NullMarked;
