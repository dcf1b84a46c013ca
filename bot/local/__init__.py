"""A local Slack to try StackPick in: the public `local-slack` program, fetched once and run here.

It is a throwaway stand-in with a web page, not a secure service: it listens on every network
interface of the machine and checks no token.
"""
