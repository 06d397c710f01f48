/** The catalogue of apps, and what accounts may do with it. */
package org.trunkline.apps.internal;
