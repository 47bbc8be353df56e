/**
 * What a mesh is, as immutable values: {@link io.fairlead.model.MeshState} and what it is made of.
 * Values come in from {@code istio-config} and the registries; translation reads them. Everybody
 * may import this package; it imports the JDK and persistent collections only.
 */
@NullMarked
package io.fairlead.model;

import org.jspecify.annotations.NullMarked;
