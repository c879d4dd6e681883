declare module "dynalite" {
  import type { Server } from "node:http";
  export default function dynalite(settings: {
    createTableMs: number;
    updateTableMs: number;
    deleteTableMs: number;
  }): Server;
}

declare module "s3rver" {
  export default class S3rver {
    constructor(settings: {
      address: string;
      port: number;
      directory: string;
      silent: boolean;
      configureBuckets: { name: string; configs: string[] }[];
    });
    run(): Promise<unknown>;
    close(): Promise<void>;
  }
}
