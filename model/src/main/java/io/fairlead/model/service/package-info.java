/**
 * Services: their hosts, ports and endpoints, as a registry or a person declared them. Anyone may
 * import it.
 */
@NullMarked
package io.fairlead.model.service;

import org.jspecify.annotations.NullMarked;
