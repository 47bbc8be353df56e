/**
 * Identities and certificates: SPIFFE ids, signing requests, chains, trust, and the authority that
 * signs. The only place that imports Bouncy Castle; it imports nothing else of ours.
 */
@NullMarked
package io.fairlead.pki;

import org.jspecify.annotations.NullMarked;
