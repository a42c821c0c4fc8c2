using System.Text;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Urif.Repro.Cohorts.Files;

/// <summary>
/// A DuckDB database in this process that can do no more than read: no network, no extensions but those it was built with, bounded
/// memory, its settings locked.
/// </summary>
internal sealed class DuckDbEngine : IDisposable
{
    private readonly DuckDBDatabase database;
    private readonly DuckDBNativeConnection connection;

    private DuckDbEngine(DuckDBDatabase database, DuckDBNativeConnection connection) => (this.database, this.connection) = (database, connection);

    /// <summary>Opens a database file read-only and shut off from all others, or without a file an empty database in memory.</summary>
    /// <returns>The database, or null if the file is none that this version can open.</returns>
    public static DuckDbEngine? Open(string? path)
    {
        Configuration.DuckDBCreateConfig(out var config);
        using (config)
        {
            Configuration.DuckDBSetConfig(config, "autoinstall_known_extensions", "false");
            Configuration.DuckDBSetConfig(config, "autoload_known_extensions", "false");
            Configuration.DuckDBSetConfig(config, "memory_limit", "2GB");
            Configuration.DuckDBSetConfig(config, "temp_directory", "");
            if (path is not null)
            {
                Configuration.DuckDBSetConfig(config, "access_mode", "READ_ONLY");
                Configuration.DuckDBSetConfig(config, "enable_external_access", "false");
            }
            Configuration.DuckDBSetConfig(config, "lock_configuration", "true");
            if (Startup.DuckDBOpen(path ?? ":memory:", out var database, config, out _) != DuckDBState.Success)
            {
                database.Dispose();
                return null;
            }
            if (Startup.DuckDBConnect(database, out var connection) == DuckDBState.Success) return new DuckDbEngine(database, connection);
            connection.Dispose();
            database.Dispose();
            return null;
        }
    }

    /// <summary>Begins a query, its rows still to be fetched.</summary>
    /// <param name="sql">One statement.</param>
    /// <param name="parameter">The value of its parameter, if it has one.</param>
    /// <param name="error">What is wrong with it.</param>
    public DuckDbRows? Query(string sql, string? parameter, out string error)
    {
        var prepared = PreparedStatements.DuckDBPrepare(connection, sql, out var statement);
        using (statement)
        {
            error = "";
            if (prepared != DuckDBState.Success)
            {
                error = OneLine(PreparedStatements.DuckDBPrepareError(statement));
                return null;
            }
            if (parameter is not null) PreparedStatements.DuckDBBindVarchar(statement, 1, parameter);
            var state = PreparedStatements.DuckDBExecutePreparedStreaming(statement, out var result);
            if (state == DuckDBState.Success) return new DuckDbRows(result);
            error = OneLine(NativeMethods.Query.DuckDBResultError(ref result));
            result.Close();
            return null;
        }
    }

    public void Dispose()
    {
        connection.Dispose();
        database.Dispose();
    }

    /// <summary>The first line of what the engine says, without the characters that would break it.</summary>
    private static string OneLine(string? error)
    {
        var line = (error ?? "").AsSpan();
        line = line[..(line.IndexOfAny('\n', '\r') is >= 0 and var end ? end : line.Length)];
        var text = new StringBuilder();
        foreach (var c in line[..Math.Min(line.Length, 200)])
            text.Append(char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c);
        return text.ToString().Trim();
    }
}
