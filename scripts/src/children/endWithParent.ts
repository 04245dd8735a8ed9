// Loaded before the portal's backend: ends it when the process that started it is gone, however that went.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
