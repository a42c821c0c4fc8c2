using System.Text;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Urif.Cohorts;

/// <summary>
/// A DuckDB database in this process that can do no more than read: no network, no extensions but those it was built with, bounded
/// memory, its settings locked.
/// </summary>
internal sealed class DuckDbEngine : IDisposable
{
    // One for all Parquet files: to start it takes longer than to read a small file.
    private static readonly Lazy<DuckDBDatabase?> InMemory = new(() => OpenDatabase(null));

    private readonly DuckDBDatabase? _database;
    private readonly DuckDBNativeConnection _connection;

    private DuckDbEngine(DuckDBDatabase? database, DuckDBNativeConnection connection) => (_database, _connection) = (database, connection);

    /// <summary>Opens a database file read-only and shut off from all others, or without a file an empty database in memory.</summary>
    /// <returns>The database, or null if the file is none that this version can open.</returns>
    public static DuckDbEngine? Open(string? path)
    {
        var database = path is null ? InMemory.Value : OpenDatabase(path);
        if (database is null) return null;
        var owned = path is null ? null : database;
        if (Startup.DuckDBConnect(database, out var connection) == DuckDBState.Success) return new DuckDbEngine(owned, connection);
        connection.Dispose();
        owned?.Dispose();
        return null;
    }

    private static DuckDBDatabase? OpenDatabase(string? path)
    {
        Configuration.DuckDBCreateConfig(out var config);
        using (config)
        {
            Set(config, "autoinstall_known_extensions", "false");
            Set(config, "autoload_known_extensions", "false");
            Set(config, "enable_external_file_cache", "false");
            Set(config, "memory_limit", path is null ? "1GB" : "2GB");
            Set(config, "temp_directory", "");
            if (path is not null)
            {
                Set(config, "access_mode", "READ_ONLY");
                Set(config, "enable_external_access", "false");
            }
            Set(config, "lock_configuration", "true");
            if (Startup.DuckDBOpen(path ?? ":memory:", out var database, config, out _) == DuckDBState.Success) return database;
            database.Dispose();
            return null;
        }
    }

    /// <summary>Begins a query, its rows still to be fetched.</summary>
    /// <param name="sql">One statement.</param>
    /// <param name="parameter">The value of its parameter, if it has one.</param>
    /// <param name="error">What is wrong with the statement; empty where it is wrong with the data, whose values are nobody's
    /// business.</param>
    public DuckDbRows? Query(string sql, string? parameter, out string error)
    {
        var prepared = PreparedStatements.DuckDBPrepare(_connection, sql, out var statement);
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
            result.Close();
            return null;
        }
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database?.Dispose();
    }

    private static void Set(DuckDBConfig config, string name, string value)
    {
        if (Configuration.DuckDBSetConfig(config, name, value) != DuckDBState.Success)
            throw new InvalidOperationException($"DuckDB has no setting {name}.");
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
