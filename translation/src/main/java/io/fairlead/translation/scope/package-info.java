/**
 * What of the mesh one kind of proxy sees: traits and state come in, an ordered list of services
 * goes out. The generators import it; it imports the model and the naming.
 */
@NullMarked
package io.fairlead.translation.scope;

import org.jspecify.annotations.NullMarked;
