/** Live calls, holds and balances in memory, with a journal that survives the process. */
package org.trunkline.limits.state.internal;
