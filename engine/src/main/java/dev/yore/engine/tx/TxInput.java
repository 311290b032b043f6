package dev.yore.engine.tx;

/** A transaction as it is handed in: transaction data, or operations that SQL made. */
public sealed interface TxInput permits RawTx, ResolvedTx {}
