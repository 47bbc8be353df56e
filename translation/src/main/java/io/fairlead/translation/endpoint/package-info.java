/**
 * Endpoints by locality, with the identity that each must prove. Resolved endpoints come in, load
 * assignments go out. The translator and the clusters import it.
 */
@NullMarked
package io.fairlead.translation.endpoint;

import org.jspecify.annotations.NullMarked;
