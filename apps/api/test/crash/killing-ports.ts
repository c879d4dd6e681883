import type { Blobs } from "@gatehouse/store/blobs";
import type { Cache } from "@gatehouse/store/cache";
import type { Table } from "@gatehouse/store/table";

export type WritePorts = { table: Table; cache: Cache; blobs: Blobs };

/**
 * The same ports, but the process dies, as by kill -9, in place of the write with this number. A row of a batch is a
 * write too: the rows before it are written, itself and those after it are not.
 */
export function killAt(deadly: number, ports: WritePorts): WritePorts & { writes(): number } {
  let done = 0;
  const write = () => {
    done += 1;
    if (done === deadly) process.kill(process.pid, "SIGKILL");
  };
  return {
    writes: () => done,
    table: {
      ...ports.table,
      async write(name, writes) {
        const left = deadly - done - 1;
        if (left >= 0 && left < writes.length) {
          if (left > 0) await ports.table.write(name, writes.slice(0, left));
          done = deadly - 1;
          write();
        }
        done += writes.length;
        return ports.table.write(name, writes);
      },
    },
    cache: {
      ...ports.cache,
      replace(...of) {
        write();
        return ports.cache.replace(...of);
      },
      publish(...of) {
        write();
        return ports.cache.publish(...of);
      },
    },
    blobs: {
      ...ports.blobs,
      put(...of) {
        write();
        return ports.blobs.put(...of);
      },
      delete(...of) {
        write();
        return ports.blobs.delete(...of);
      },
    },
  };
}
