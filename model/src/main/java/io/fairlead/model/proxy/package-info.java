/** What the mesh knows of one connected proxy. Anyone may import it. */
@NullMarked
package io.fairlead.model.proxy;

import org.jspecify.annotations.NullMarked;
