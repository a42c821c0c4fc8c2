namespace Urif.Synthesis;

/// <summary>No rows with an arm's numbers were found in the tries allowed, though none of the numbers was proved impossible.</summary>
internal sealed class DrawException(string message) : Exception(message);
