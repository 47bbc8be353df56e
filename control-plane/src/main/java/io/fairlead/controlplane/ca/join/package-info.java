/**
 * How a host that nobody knows becomes a member: a credential such as a one-time token leads to a
 * WorkloadGroup, and the group to an identity. Imports ca, caller, store, pki and model; the admin
 * API and the composition import it.
 */
@NullMarked
package io.fairlead.controlplane.ca.join;

import org.jspecify.annotations.NullMarked;
