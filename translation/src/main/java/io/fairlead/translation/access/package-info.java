/**
 * Filters that let in or refuse what policies say, made from the policies that choose a workload.
 * Listeners import it; it imports the model, encoding and security.
 */
@NullMarked
package io.fairlead.translation.access;

import org.jspecify.annotations.NullMarked;
