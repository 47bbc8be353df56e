/**
 * The mesh's certificate authority: its root, which never leaves the store, the service that renews
 * the certificates of members, and the log of what was issued. Imports pki, store and caller;
 * joining and the composition import it.
 */
@NullMarked
package io.fairlead.controlplane.ca;

import org.jspecify.annotations.NullMarked;
